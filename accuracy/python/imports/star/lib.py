def f():
    pass

def _hidden():
    pass
