def f():
    pass

while False:
    pass
else:
    f()
