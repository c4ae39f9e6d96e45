"""Documents in every format that is read, in words of our own, and how well their pairs are found.

Each document `<format>/<name>.<suffix>` (or a folder of parts) has its truth in `<format>/<name>.truth.json`:
`{"pairs": [{"question": …, "answer": …, "code": […]}], "drafts": [question, …]}`. `code` lists code that must stand
in the card character for character. What is neither a pair nor a draft must give nothing.
"""
