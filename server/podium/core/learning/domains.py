"""How what was learned over all domains is named among the domains."""

from __future__ import annotations

EVERYWHERE = "*"
"""The domain under which stands what was measured in all of them."""
