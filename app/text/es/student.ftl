### What students read. Neutral titles: browsers keep them in the history.

title-sign-in = Clase de salud
title-home = Clase de salud
title-lesson = Clase de salud { $number }
title-help = Ayuda
title-not-found = No se encontró
title-problem = Clase de salud

skip-to-content = Ir al contenido de la página
help = Ayuda
my-lessons = Mis lecciones
leave = Salir de esta página
leave-short = Salir
leave-more-2 = Presiona Shift 2 veces más para salir.
leave-more-1 = Presiona Shift 1 vez más para salir.
leave-stay = Sigues aquí.
leave-loading = Cargando
leave-foot = Salir no borra el historial de este dispositivo.
signed-in-as = Entraste como { $name }
sign-out = Cerrar sesión

## Signing in

sign-in-heading = Entra a tu clase
sign-in-lead = Los dos códigos están en tu tarjeta. Si no tienes una, pídesela a tu maestra o maestro.
class-code = Código de la clase
class-code-hint = Es el mismo para toda tu clase
own-code = Tu propio código
own-code-hint = Solo está en tu tarjeta
sign-in-button = Entrar
sign-in-staff = Trabajo aquí
for-families = Para las familias
sign-in-problem = Estos dos códigos no van juntos. Mira otra vez tu tarjeta, letra por letra. Si todavía no funciona, pídele una tarjeta nueva a tu maestra o maestro.
sign-in-wait = Fueron varios intentos seguidos. Espera { $seconds ->
    [one] un segundo
   *[other] { $seconds } segundos
    } y luego intenta otra vez. Tu maestra o maestro puede leerte tu código.
sign-in-empty = Escribe los dos códigos, por favor.

## Home

hello = Hola, { $name }
next-up = Lo que sigue para ti
continue = Seguir
go-on-with = Seguir con el paso { $step }
start = Empezar la lección
all-lessons = Todas las lecciones
state-done = Listo
state-next = Lo que sigue
state-not-yet = Todavía no
state-part = { $done } de { $of } pasos listos
activity = Actividad
state-closed = Se abre en clase
minutes = { $minutes ->
    [one] 1 minuto
   *[other] { $minutes } minutos
    }
nothing-open = No hay nada abierto en este momento
nothing-open-lead = Tu maestra o maestro abre cada lección en clase. Puedes leer sobre cómo pedir ayuda cuando quieras.
all-done = Todo listo por ahora
all-done-lead = Terminaste todo lo que está abierto. Buen trabajo.
no-lessons = Tu clase todavía no tiene lecciones
with-adult = Con { $adult }, solo para ti

## Lesson and step

before-we-start = Antes de empezar
objectives = Lo que vas a poder hacer
words = Palabras
steps = Pasos
step-of = Paso { $step } de { $of }
back = Atrás
next = Siguiente
finish = Terminar
back-to-lesson = Volver a la lección
done-mark = Listo
callout-note = Quédate con esto
callout-tip = Prueba esto
callout-important = Antes de empezar
callout-warning = Momento delicado
callout-caution = Alto
preview-note = Así lo ve cada estudiante. No se guarda nada.

finished-heading = Terminaste: { $title }
finished-lead = Gracias por el trabajo que hiciste. Antes de irte, respira despacio una vez. Toma aire como si olieras algo rico. Suéltalo como si lo enfriaras.
finished-next = Si algo de hoy te preocupa, por ti o por una amistad, puedes hablar con alguien. Hoy, mañana o mucho después.
see-help = Ver quién puede ayudar
see-steps = Ver los pasos
to-my-lessons = Ir a mis lecciones

closed-heading = La lección se cerró
closed-lead = La hora de clase terminó, o tu maestra o maestro todavía no la abre. Lo que terminaste queda guardado.
closed-help = ¿Algo te da vueltas en la cabeza?

## Checks

kind-choose-one = Elige una
kind-choose-all = Elige todas las que correspondan
kind-true-or-false = Verdadero o falso
kind-match = Une
kind-put-in-order = Pon en orden
kind-scenario = ¿Qué podría pasar?
kind-reflect = Piensa
check-answer = Revisar mi respuesta
check-order = Revisar mi orden
hint-choose-all = Puede haber más de una.
hint-order = Mueve cada línea con Subir y Bajar.
pick-one = Elige una opción
move-up = Subir
move-down = Bajar
move-about = : { $text }, ahora { $at } de { $of }
verdict-right = Sí.
verdict-more = Vas bien. Hay al menos una más.
verdict-not-yet = Pensemos otra vez
verdict-nothing = Primero elige una respuesta.
verdict-nothing-match = Primero elige una opción para cada línea.
fits = Sí.
think-again = Pensemos otra vez.
choose-again = Probar otro camino
reflect-note = No hay que escribir nada. Esto se queda contigo.
try-again = Puedes intentarlo todas las veces que quieras.

## Help

help-heading = Ayuda
help-lead = Pedir ayuda es una habilidad. No necesitas las palabras perfectas, y no estás en problemas.
people-heading = Personas cercanas
keep-asking = Si la primera persona no tiene tiempo o no entiende, pídele ayuda a otra. Sigue hasta que alguien te ayude.
leave-heading = Cómo salir rápido de cualquier página
leave-how = Presiona “Salir de esta página”, arriba, o presiona tres veces la tecla Shift. Esto no borra el historial de este dispositivo. Para volver, entra otra vez.
help-counselor = En tu escuela: { $counselor }
lines-heading = Líneas para llamar o mandar un mensaje
lines-lead = No tienes que dar tu nombre. Una llamada puede aparecer en la cuenta del teléfono. Un chat puede quedar en el historial de este dispositivo.
lines-with-grown-up = Una persona adulta puede llamar contigo.
line-call = Llamar
line-text = Texto
line-chat = En internet
line-hours = Cuándo
line-source = De fuentes publicadas; anotado el { $day }.
help-choose-band = Mostrar la ayuda para
grades = Grados { $grades }
help-sends-nothing = Esta página no envía nada y no guarda nada.

## A class taught live

paused-heading = Mira al frente
paused-lead = Tu maestra o maestro pausó las pantallas. No se pierde nada.
find-class = Ir a donde está mi clase
class-comes-in = Tu clase empieza pronto. Esta página sigue sola.
mark-done = Ya terminé
wait-for-class = Listo. Tu maestra o maestro sigue con toda la clase.
class-ends-together = Listo. Toda la clase termina al mismo tiempo.
as-far-as = Listo. Por ahora tu clase llega hasta aquí.

## The question box of a class taught live

ask-link = Buzón de preguntas
ask-heading = Buzón de preguntas
ask-who = { $count ->
    [one] La leen { $teachers }, que te da la clase, y { $counselor }, de consejería escolar.
   *[other] La leen { $teachers }, que te dan la clase, y { $counselor }, de consejería escolar.
    }
ask-anonymous = Tu nombre no se guarda con ella. Aun así, podrían reconocer cómo escribes, o adivinar.
ask-kept = Nunca se muestra en el proyector, y se borra después de 30 días.
ask-danger = Si tú u otra persona puede estar en peligro, díselo ahora a una persona adulta. Una computadora no es lo más rápido.
ask-label = Tu pregunta
ask-hint = Como máximo 300 caracteres. No pongas nombres.
ask-send = Ponerla en el buzón
ask-sent = Tu pregunta está en el buzón.
ask-sent-next = Tu maestra o maestro puede responderla en clase, con otras palabras, y nadie dice quién preguntó.
ask-another = Hacer otra pregunta
ask-empty = Primero escribe tu pregunta.
ask-too-long = Es un poco larga. Usa como máximo 300 caracteres, por favor.
ask-enough = Ya preguntaste tres veces en esta clase. Para lo demás, habla con una persona adulta de confianza.
ask-full = El buzón está lleno por esta clase. Habla con una persona adulta de confianza, por favor.

## When something is not there

not-found-heading = Aquí no hay nada
not-found-lead = La dirección puede ser vieja, o esta página es para otra persona.
problem-heading = Eso no funcionó
problem-kept = Lo que terminaste antes queda guardado.
go-home = Ir a la página de inicio
signed-out-heading = Tu sesión se cerró
unreached = Ahora no hay conexión. Lo que hiciste aquí se queda. Inténtalo otra vez en un momento.
signed-out-lead = Eso pasa cuando un dispositivo queda un rato sin usarse. Los pasos que terminaste quedan guardados.

# Languages
language-name = Español
languages = Otros idiomas
not-translated = Esta lección todavía no está en español. La mostramos en inglés.
