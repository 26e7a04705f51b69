def f():
    pass

def choose():
    return {'f': f}

choose()['f']()
