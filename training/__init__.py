"""How the weights are made and measured; the only room that needs PyTorch."""
