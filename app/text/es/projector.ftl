### What the projector shows to the class.

projector-elapsed = Tiempo usado en este paso
projector-code = Código de la clase
projector-come-in = Entra
projector-go = Ve a { $address }
projector-own-code = Tu propio código está en tu tarjeta.
projector-start = Empezar
projector-stop = Dejar de proyectar
projector-over = La clase terminó. Gracias por escucharse.
projector-tally = Lo que la clase respondió primero
projector-few = Menos de diez respuestas: no hay nada que mostrar.
projector-answers = { $answers } respuestas
projector-fits = va bien
tally-right-at-first = Bien a la primera
tally-not-yet = Todavía no
projector-scan = La página para entrar con el código de la clase, para una cámara
projector-dark = La pantalla está apagada.
projector-more = Hay más abajo
