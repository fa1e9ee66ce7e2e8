### What the projector shows to the class.

projector-elapsed = Time used in this step
projector-code = Class code
projector-come-in = Come in
projector-go = Go to { $address }
projector-own-code = Your own code is on your card.
projector-start = Start
projector-stop = Stop projecting
projector-over = The class is over. Thank you for listening to each other.
projector-tally = How the class answered at first
projector-few = Fewer than ten answers: there is nothing to show.
projector-answers = { $answers } answers
projector-fits = fits
tally-right-at-first = Right at first
tally-not-yet = Not yet
projector-scan = The sign-in page with the class code, for a camera
projector-dark = The screen is dark.
projector-more = More below
