"""Answers as a feed for spreadsheets (OData 4)."""
