"""Cameras, and what finds faces, codes and markers in their pictures."""
