"""What a server tells those who operate it: log lines, and spans and measurements where somebody asked for them.

Its modules are imported one by one: log lines are wanted from the first moment, the rest only once a run is recorded.
"""
