from lib import *

f()
