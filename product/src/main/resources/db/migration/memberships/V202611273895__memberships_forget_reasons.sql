-- Why an owner suspended a member was typed freely, was never shown, and stood unsealed. Only the fixed words stay.
update membership set why = 'owner'
where state = 'suspended' and why !~ '^sanction san_[0-9a-z]{26}$';
update membership_event set why = 'owner'
where to_state = 'suspended' and why !~ '^sanction san_[0-9a-z]{26}$';
