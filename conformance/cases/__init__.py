"""Seeded random cases. A profile and a seed name a case: PROFILES says which profiles there are."""
