from facade import f

f()
