def f():
    pass

def hooks():
    yield f

next(hooks())()
