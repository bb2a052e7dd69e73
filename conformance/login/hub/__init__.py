"""Runs inside the environment of one pair: real authenticators, the Hub's own methods, no network."""
