"""From a situation to a wanted velocity: pure pursuit, dynamic window, sampled futures."""
