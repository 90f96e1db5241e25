"""Forums, fairs, missions: seats, delegations, cancellations that reach everybody."""
