"""Speed and memory beside others: ``python -m benchmarks`` prints one line for each figure.

Every figure is a ratio to a peer or to a floor measured in the same run, because times in seconds belong to one
machine on one day. Peers that are not installed are said to be missing. Nothing here is part of the program.
"""
