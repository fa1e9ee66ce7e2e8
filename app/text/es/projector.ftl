### What the projector shows to the class.

projector-elapsed = Tiempo usado en este paso
projector-code = Código de la clase
projector-come-in = Entra
projector-go = Ve a { $address }
projector-own-code = Tu propio código está en tu tarjeta.
projector-start = Empezar
projector-stop = Dejar de proyectar
