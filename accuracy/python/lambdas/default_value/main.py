def f():
    pass

run = lambda g=f: g()
run()
