class Bad(Exception):
    def __init__(self):
        pass

raise Bad
