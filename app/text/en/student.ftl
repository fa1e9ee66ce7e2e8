### What students read. Neutral titles: browsers keep them in the history.

title-sign-in = Health class
title-home = Health class
title-lesson = Health class { $number }
title-help = Help
title-not-found = Not found
title-problem = Health class

skip-to-content = Skip to the page
help = Help
my-lessons = My lessons
leave = Leave this page
leave-short = Leave
leave-more-2 = Press Shift 2 more times to leave.
leave-more-1 = Press Shift 1 more time to leave.
leave-stay = You are still here.
leave-loading = Loading
leave-foot = Leaving does not erase the history on this device.
signed-in-as = Signed in as { $name }
sign-out = Sign out

## Signing in

sign-in-heading = Come in to your class
sign-in-lead = The two codes are on your card. Ask your teacher if you don’t have one.
class-code = Class code
class-code-hint = The same for everyone in your class
own-code = Your own code
own-code-hint = Only on your card
sign-in-button = Come in
sign-in-staff = I work here
for-families = For families
sign-in-problem = These two codes don’t fit together. Look at your card again, one letter at a time. If it still doesn’t work, ask your teacher for a new card.
sign-in-wait = That was a few tries in a row. Please wait { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
    }, then try again. Your teacher can read your code to you.
sign-in-empty = Please type both codes.

## Home

hello = Hi, { $name }
next-up = Next for you
continue = Keep going
go-on-with = Go on with step { $step }
start = Start lesson
all-lessons = All lessons
state-done = Done
state-next = Next
state-not-yet = Not yet
state-part = { $done } of { $of } steps done
activity = Activity
state-closed = Opens in class
minutes = { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
    }
nothing-open = Nothing is open right now
nothing-open-lead = Your teacher opens each lesson in class. You can read about help any time.
all-done = All done for now
all-done-lead = You finished everything that is open. Nice work.
no-lessons = Your class has no lessons yet
with-adult = With { $adult }, for you alone

## Lesson and step

before-we-start = Before we start
objectives = What you’ll be able to do
words = Words
steps = Steps
step-of = Step { $step } of { $of }
back = Back
next = Next
finish = Finish
back-to-lesson = To the lesson
done-mark = Done
callout-note = Keep this
callout-tip = Try this
callout-important = Before we start
callout-warning = Sensitive moment
callout-caution = Stop
preview-note = This is how students see it. Nothing is kept.

finished-heading = You finished: { $title }
finished-lead = Thank you for the work you put in. Before you go, one slow breath: in like you smell something good, out like you cool it down.
finished-next = If anything today brought up a worry, yours or a friend’s, you can talk to somebody. Today, tomorrow or much later.
see-help = See who can help
see-steps = See the steps
to-my-lessons = To my lessons

closed-heading = The lesson has closed
closed-lead = Class time is over, or your teacher has not opened it yet. What you finished is kept.
closed-help = Is something on your mind?

## Checks

kind-choose-one = Choose one
kind-choose-all = Choose all that fit
kind-true-or-false = True or false
kind-match = Match
kind-put-in-order = Put in order
kind-scenario = What could happen?
kind-reflect = Think about it
check-answer = Check my answer
check-order = Check my order
hint-choose-all = More than one can fit.
hint-order = Move a line with Up and Down.
pick-one = Pick one
move-up = Up
move-down = Down
move-about = : { $text }, now { $at } of { $of }
verdict-right = Yes.
verdict-more = Good so far. There is at least one more.
verdict-not-yet = Let’s think again
verdict-nothing = Choose an answer first.
verdict-nothing-match = Pick one for each line first.
fits = Yes.
think-again = Let’s think again.
choose-again = Try another way
reflect-note = Nothing to type. This stays with you.
try-again = You can try as often as you like.

## Help

help-heading = Help
help-lead = Asking for help is a skill. You don’t need the right words, and you are not in trouble.
people-heading = People close by
keep-asking = If the first person is busy or doesn’t understand, ask another. Keep going until somebody helps.
leave-heading = How to leave any page quickly
leave-how = Press “Leave this page” at the top, or press the Shift key three times. This does not erase the history on this device. To come back, sign in again.
help-counselor = At your school: { $counselor }
lines-heading = Lines you can call or text
lines-lead = You don’t have to give your name. A call can show on a phone bill, and a chat can stay in this device’s history.
lines-with-grown-up = A grown-up can call with you.
line-call = Call
line-text = Text
line-chat = Online
line-hours = When
line-source = From published sources, noted { $day }.
help-choose-band = Show help for
grades = Grades { $grades }
help-sends-nothing = This page sends nothing and keeps nothing.

## A class taught live

paused-heading = Look up
paused-lead = Your teacher has paused the screens. Nothing is lost.
find-class = Go to where my class is
class-comes-in = Your class starts soon. This page goes on by itself.
mark-done = I’m done
wait-for-class = Done. Your teacher goes on for everyone.
class-ends-together = Done. Your class ends together.
as-far-as = Done. This is as far as your class goes for now.

## The question box of a class taught live

ask-link = Question box
ask-heading = Question box
ask-who = { $count ->
    [one] Your teacher, { $teachers }, and { $counselor }, the school’s counselor, read it.
   *[other] Your teachers, { $teachers }, and { $counselor }, the school’s counselor, read it.
    }
ask-anonymous = Your name is not kept with it. They may still recognize how you write, or guess.
ask-kept = It is never shown on the projector, and it is deleted after 30 days.
ask-danger = If you or somebody else may be in danger, tell an adult now. A computer is not the fastest way.
ask-label = Your question
ask-hint = At most 300 characters. Leave names out.
ask-send = Put it in the box
ask-sent = Your question is in the box.
ask-sent-next = Your teacher may answer it in class, in other words, and nobody says who asked.
ask-another = Ask another question
ask-empty = Write your question first.
ask-too-long = That is a little long. Please use at most 300 characters.
ask-enough = You have asked three times in this class. For anything else, talk to an adult you trust.
ask-full = The box is full for this class. Please talk to an adult you trust.

## When something is not there

not-found-heading = There is nothing here
not-found-lead = The address may be old, or this page is for somebody else.
problem-heading = That did not work
problem-kept = What you finished before is kept.
go-home = Go to the first page
signed-out-heading = You are signed out
unreached = There is no connection right now. What you did here stays. Try again in a moment.
signed-out-lead = That happens when a device was quiet for a while. The steps you finished are kept.

# Languages
language-name = English
languages = Other languages
not-translated = This lesson has not been translated into English yet. It is shown as it was written.
