"""For people and programs: everything here renders one Dossier and nothing else."""
