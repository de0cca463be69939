"""The reader model: from public annotated text to one small encoder with several heads, as an ONNX file."""
