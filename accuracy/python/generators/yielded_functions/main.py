def f():
    pass

def hooks():
    yield f

for hook in hooks():
    hook()
