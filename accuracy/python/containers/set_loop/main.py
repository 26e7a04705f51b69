def f():
    pass

for hook in {f}:
    hook()
