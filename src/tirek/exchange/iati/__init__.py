"""A programme as IATI 2.03: what is published of it, the XML, and everything that is wrong with a file.

One module a part of the standard, each with what it reads and what it writes. `activities` puts them together,
`problems` holds a file against the schema, the rules and the code lists.
"""
