//! Is what is said to be nine in ten sure right nine times in ten?

use crate::table::table;

/// How many steps the confidences are counted in.
const STEPS: usize = 10;

/// A table of the confidences given, with how many were right, and the expected calibration error (Guo et al. 2017).
pub fn reliability(beads: &[(f64, bool)]) -> String {
    let mut steps = vec![(0usize, 0.0, 0usize); STEPS];
    for &(confidence, is_right) in beads {
        let step = &mut steps[((confidence * STEPS as f64) as usize).min(STEPS - 1)];
        *step = (step.0 + 1, step.1 + confidence, step.2 + usize::from(is_right));
    }
    let row = |(at, &(count, sum, right)): (usize, &(usize, f64, usize))| {
        let (given, share) = (sum / count as f64, right as f64 / count as f64);
        let from = at as f64 / STEPS as f64;
        let bar = "█".repeat((share * 20.0).round() as usize);
        vec![
            format!("{from:.1}–{:.1}", from + 1.0 / STEPS as f64),
            count.to_string(),
            format!("{given:.3}"),
            format!("{share:.3}"),
            bar,
        ]
    };
    let rows: Vec<_> = steps.iter().enumerate().filter(|(_, step)| step.0 > 0).map(row).collect();
    let head = ["confidence", "beads", "mean", "right", ""];
    format!("{}\nExpected calibration error: {:.3}.\n", table(&head, 1, &rows), expected_error(&steps, beads.len()))
}

fn expected_error(steps: &[(usize, f64, usize)], all: usize) -> f64 {
    steps.iter().map(|&(_, sum, right)| (sum - right as f64).abs()).sum::<f64>() / all.max(1) as f64
}

/// Slope and offset of the log odds that make confidences the likeliest (Platt 1999), by Newton's method.
pub fn fitted(beads: &[(f64, bool)]) -> (f64, f64) {
    let (mut slope, mut offset) = (1.0, 0.0);
    let odds = |p: f64| (p.clamp(1e-6, 1.0 - 1e-6) / (1.0 - p.clamp(1e-6, 1.0 - 1e-6))).ln();
    for _ in 0..30 {
        let (mut gradient, mut curve) = ([0.0; 2], [1e-6, 0.0, 1e-6]);
        for &(confidence, is_right) in beads {
            let x = odds(confidence);
            let p = 1.0 / (1.0 + f64::exp(-slope * x - offset));
            let (error, weight) = (f64::from(u8::from(is_right)) - p, p * (1.0 - p));
            gradient = [gradient[0] + error * x, gradient[1] + error];
            curve = [curve[0] + weight * x * x, curve[1] + weight * x, curve[2] + weight];
        }
        let whole = curve[0] * curve[2] - curve[1] * curve[1];
        slope += (curve[2] * gradient[0] - curve[1] * gradient[1]) / whole;
        offset += (curve[0] * gradient[1] - curve[1] * gradient[0]) / whole;
    }
    (slope, offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidences_that_come_true_have_no_error_and_need_no_change() {
        let beads: Vec<_> =
            (0..1000).map(|at| (0.8, at % 10 < 8)).chain((0..1000).map(|at| (0.3, at % 10 < 3))).collect();
        assert!(reliability(&beads).contains("calibration error: 0.000"), "{}", reliability(&beads));
        let (slope, offset) = fitted(&beads);
        assert!((slope - 1.0).abs() < 0.01 && offset.abs() < 0.01, "{slope} {offset}");
        let boasting: Vec<_> = (0..1000).map(|at| (0.9, at % 10 < 8)).collect();
        assert!(reliability(&boasting).contains("calibration error: 0.100"));
    }
}
