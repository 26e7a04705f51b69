def f():
    pass

for index, hook in enumerate([f]):
    hook()
