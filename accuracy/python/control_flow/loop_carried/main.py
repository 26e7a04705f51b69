def f():
    pass

def g():
    pass

step = f
for _ in range(2):
    step()
    step = g
