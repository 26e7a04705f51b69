from lib import shared

shared.m()
