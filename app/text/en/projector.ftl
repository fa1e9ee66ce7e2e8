### What the projector shows to the class.

projector-elapsed = Time used in this step
projector-code = Class code
projector-come-in = Come in
projector-go = Go to { $address }
projector-own-code = Your own code is on your card.
projector-start = Start
projector-stop = Stop projecting
