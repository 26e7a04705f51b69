from lib import f

f()
