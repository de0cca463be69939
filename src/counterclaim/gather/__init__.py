"""The world into reports: files, pages, PDFs, URLs, standard input and lines of JSON."""
