from .world import World


def contexts(world: World) -> dict[str, dict]:
    told = {"firm": world.firm, "name": world.sato}
    return {"firm_given": told, "mentioned": told}
