def f():
    pass

def g():
    pass

for hook in [f, g]:
    hook()
