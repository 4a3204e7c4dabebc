"""Makes and measures what app/relate runs on: the encoder's weights and the judge's coefficients."""
