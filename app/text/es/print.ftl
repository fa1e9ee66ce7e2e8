### Lo que dicen las tarjetas de preguntas impresas.

print-go-on = Sigue con la tarjeta { $letter }.
print-end = Este camino termina aquí. Puedes empezar de nuevo y probar otro.
