### What families and visitors read without an account.

welcome-title = Groundwork
welcome-heading = Lessons about being safe, kind and heard
welcome-lead = Groundwork is where this school teaches healthy relationships, well-being and boundaries, from kindergarten to grade 12.
door-student = I’m a student
door-student-note = Come in with the two codes on your card.
door-staff = I work here
door-staff-note = Classes, guides and the school’s overview.
door-family = I’m a parent or caregiver
door-family-note = Read every lesson and letter. You need no account.
door-help = I’m looking for help
door-help-note = People and lines that listen.

family-nav = Families
family-lessons = Lessons and letters
family-foot = Every lesson and letter is open to read before it is taught. You may opt your child out of a lesson without giving a reason: tell the school office.
families-title = Lessons and letters – Groundwork
families-heading = What is taught, lesson by lesson
families-lead = Read any lesson as students see it, and the letter that goes home with it.
your-choice = Your choice
print-letter = Print this letter
family-crumbs = You are here
families-promise = We do not ask your child about personal or family experiences, and we do not collect what they think or feel. You may opt your child out of a lesson without giving a reason.
no-units = No lessons have been added yet.
about-unit = About this unit, with the letter home
read-letter = Read the family letter
read-lesson = Read the whole lesson
draft = Draft
draft-note = This lesson is a draft. A health teacher, a counselor and a survivor-advisor have yet to sign it.
family-adapted = Adapted by the school.
family-lines = Helplines for adults
family-lines-lead = For you, or to call together with your child. A call can show on a phone bill, and a chat can stay in the device’s history.
family-check = Answers and feedback are part of the lesson in class.
family-over = Grades { $grades } · { $minutes } minutes
standards = What it builds on
