"""What the person owns: the document, its edits, its history, the walk so far and the words about it. No Qt."""
