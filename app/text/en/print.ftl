### What stands on printed question cards.

print-go-on = Go on with card { $letter }.
print-end = This way ends here. You can start again and try another.
