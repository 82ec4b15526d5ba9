"""Units, texts, geometry, faults: what every faculty shares and nothing else."""
