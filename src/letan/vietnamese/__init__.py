"""Vietnamese text: Unicode, tones, folding, syllables, spoken forms."""
