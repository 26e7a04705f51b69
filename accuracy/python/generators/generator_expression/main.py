def f():
    pass

for hook in (g for g in [f]):
    hook()
