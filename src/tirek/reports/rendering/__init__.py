"""A frozen report as web page, Word document, PDF, charts and CSV, each in the language of the report. Pure."""
