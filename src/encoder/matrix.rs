//! Products of matrices, the most of what encoding costs.
//!
//! The right factor is kept in panels of `PANEL` columns, so that the inner loop reads it from front to back and holds a
//! tile of the product in registers (after Goto & van de Geijn 2008). The vector instructions are those that the machine at
//! hand has, chosen by the crate `pulp` when the program runs. Each number is summed up in one order and by fused steps, so it
//! is the same to the bit on every machine, and whatever rows are multiplied together; only where a processor has no such
//! step, as those of x86 before 2013, it takes many times as long.

use std::array::from_fn;
use std::ops::Range;

use pulp::{Simd, WithSimd};

/// How many columns are worked out together.
const PANEL: usize = 16;
/// How many rows.
const TILE: usize = 6;
/// How many rows are put in the order in which they are read before they meet all panels.
const BLOCK: usize = 8 * TILE;

/// The right factor of a product.
#[derive(Clone, Debug)]
pub struct Matrix {
    rows: usize,
    columns: usize,
    /// Panel by panel, in each row by row; the last one is filled up with zeros.
    panels: Vec<[f32; PANEL]>,
}

impl Matrix {
    /// A matrix of numbers that are given row by row.
    pub fn new(rows: usize, columns: usize, values: &[f32]) -> Self {
        let mut panels = Vec::with_capacity(rows * columns.div_ceil(PANEL));
        for first in (0..columns).step_by(PANEL) {
            for row in values.chunks_exact(columns) {
                panels.push(from_fn(|at| row[..columns].get(first + at).copied().unwrap_or_default()));
            }
        }
        Matrix { rows, columns, panels }
    }

    /// How many columns it has.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Fills the rows of `out` with the product. A row of the left factor begins every `step` numbers; rows may overlap.
    pub fn multiply(&self, left: &[f32], step: usize, out: &mut [f32]) {
        pulp::Arch::new().dispatch(Product { matrix: self, left, step, out });
    }

    /// A product that is its own rows put one after the other.
    pub fn product(&self, left: &[f32]) -> Vec<f32> {
        let mut out = vec![0.0; left.len() / self.rows * self.columns];
        self.multiply(left, self.rows, &mut out);
        out
    }
}

/// A product to be worked out with what the machine has.
struct Product<'a> {
    matrix: &'a Matrix,
    left: &'a [f32],
    step: usize,
    out: &'a mut [f32],
}

impl WithSimd for Product<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let columns = self.matrix.columns;
        let (mut tiles, mut rest) = (Vec::new(), Vec::new());
        for (block, first) in self.out.chunks_mut(BLOCK * columns).zip((0..).step_by(BLOCK)) {
            let rows = block.len() / columns;
            let tiled = rows - rows % TILE;
            self.matrix.pack::<TILE>(self.left, self.step, first..first + tiled, &mut tiles);
            self.matrix.pack::<1>(self.left, self.step, first + tiled..first + rows, &mut rest);
            let (whole, single) = block.split_at_mut(tiled * columns);
            self.matrix.fill(simd, &tiles, whole);
            self.matrix.fill(simd, &rest, single);
        }
    }
}

impl Matrix {
    /// Rows of the left factor in the order in which they are read: the first numbers of so many rows, the second ones, and
    /// so on.
    fn pack<const ROWS: usize>(&self, left: &[f32], step: usize, rows: Range<usize>, packed: &mut Vec<[f32; ROWS]>) {
        packed.clear();
        for first in rows.step_by(ROWS) {
            let lines: [&[f32]; ROWS] = from_fn(|row| &left[(first + row) * step..][..self.rows]);
            packed.extend((0..self.rows).map(|at| lines.map(|line| line[at])));
        }
    }

    /// Fills rows with the product of packed ones with all panels.
    #[inline(always)]
    fn fill<S: Simd, const ROWS: usize>(&self, simd: S, packed: &[[f32; ROWS]], out: &mut [f32]) {
        for (panel, first) in self.panels.chunks_exact(self.rows).zip((0..).step_by(PANEL)) {
            let width = PANEL.min(self.columns - first);
            for (tile, left) in out.chunks_exact_mut(ROWS * self.columns).zip(packed.chunks_exact(self.rows)) {
                let sums = sums::<S, ROWS>(simd, panel, left);
                for (line, sum) in tile.chunks_exact_mut(self.columns).zip(&sums) {
                    line[first..first + width].copy_from_slice(&sum[..width]);
                }
            }
        }
    }
}

/// The product of some packed rows with a panel, two vectors of columns at a time. Loops are plain, as closures are compiled
/// without the vector instructions.
#[inline(always)]
fn sums<S: Simd, const ROWS: usize>(simd: S, panel: &[[f32; PANEL]], left: &[[f32; ROWS]]) -> [[f32; PANEL]; ROWS] {
    let mut out = [[0.0; PANEL]; ROWS];
    for two in 0..PANEL / (2 * S::F32_LANES) {
        let mut sums = [[simd.splat_f32s(0.0); 2]; ROWS];
        for (right, left) in panel.iter().zip(left) {
            let right = S::as_simd_f32s(right).0;
            let right = [right[2 * two], right[2 * two + 1]];
            for row in 0..ROWS {
                let factor = simd.splat_f32s(left[row]);
                sums[row][0] = simd.mul_add_f32s(factor, right[0], sums[row][0]);
                sums[row][1] = simd.mul_add_f32s(factor, right[1], sums[row][1]);
            }
        }
        for (out, sums) in out.iter_mut().zip(&sums) {
            let out = S::as_mut_simd_f32s(out).0;
            out[2 * two] = sums[0];
            out[2 * two + 1] = sums[1];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Matrix;

    #[test]
    fn a_product_is_that_of_the_definition() {
        let matrix = Matrix::new(2, 3, &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
        assert_eq!(matrix.product(&[1.0, 0.0, 0.0, 1.0, 1.0, 1.0]), [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 5.0, 7.0, 9.0]);
        let mut overlapping = [0.0; 6];
        matrix.multiply(&[1.0, 0.0, 1.0], 1, &mut overlapping);
        assert_eq!(overlapping, [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
    }

    #[test]
    fn rows_come_out_the_same_in_any_company() {
        let numbers = |count: usize| (0..count).map(|at| ((at * 7919) % 101) as f32 / 17.0 - 3.0).collect::<Vec<_>>();
        let (matrix, left) = (Matrix::new(30, 50, &numbers(1500)), numbers(30 * 13));
        let together = matrix.product(&left);
        let apart: Vec<f32> = left.chunks(30).flat_map(|row| matrix.product(row)).collect();
        assert_eq!(together, apart);
    }
}
