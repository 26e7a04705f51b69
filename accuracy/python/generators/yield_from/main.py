def f():
    pass

def inner():
    yield f

def outer():
    yield from inner()

for hook in outer():
    hook()
