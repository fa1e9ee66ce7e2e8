### What families and visitors read without an account.

welcome-title = Groundwork
welcome-heading = Lecciones sobre estar a salvo, tratarnos bien y escucharnos
welcome-lead = En Groundwork, esta escuela enseña sobre relaciones sanas, bienestar y límites, desde kínder hasta el grado 12.
door-student = Soy estudiante
door-student-note = Entra con los dos códigos de tu tarjeta.
door-staff = Trabajo aquí
door-staff-note = Clases, guías y el panorama de la escuela.
door-family = Soy madre, padre o persona cuidadora
door-family-note = Lean todas las lecciones y cartas. No necesitan cuenta.
door-help = Busco ayuda
door-help-note = Personas y líneas que escuchan.

family-nav = Familias
family-lessons = Lecciones y cartas
family-foot = Pueden leer todas las lecciones y cartas antes de la clase. También pueden pedir que su hijo o hija no participe en una lección. No tienen que dar ninguna razón: avisen en la oficina de la escuela.
families-title = Lecciones y cartas – Groundwork
families-heading = Lo que se enseña, lección por lección
families-lead = Lean cualquier lección tal como la ve cada estudiante, y la carta que llega a casa con ella.
your-choice = Ustedes deciden
print-letter = Imprimir esta carta
family-crumbs = Están aquí
families-promise = No le preguntamos a su hijo o hija sobre experiencias personales o familiares, y no recopilamos lo que piensa o siente. Pueden pedir que su hijo o hija no participe en una lección. No tienen que dar ninguna razón.
no-units = Todavía no se han agregado lecciones.
about-unit = Sobre esta unidad, con la carta para las familias
read-letter = Leer la carta para las familias
read-lesson = Leer toda la lección
draft = Borrador
draft-note = Esta lección es un borrador. Todavía falta que la firmen una persona que enseña salud, alguien de consejería escolar y una persona sobreviviente que asesora.
family-adapted = Adaptada por la escuela.
family-lines = Líneas de ayuda para personas adultas
family-lines-lead = Para ustedes, o para llamar junto con su hijo o hija. Una llamada puede aparecer en la factura del teléfono, y un chat puede quedar en el historial del dispositivo.
family-check = Las respuestas y los comentarios son parte de la lección en clase.
family-over = Grados { $grades } · { $minutes } minutos
standards = En qué se basa
