try:
    from lib import f
except ImportError:
    f = None

f()
