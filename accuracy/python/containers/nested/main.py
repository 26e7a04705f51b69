def f():
    pass

table = {'a': {'b': f}}
table['a']['b']()
