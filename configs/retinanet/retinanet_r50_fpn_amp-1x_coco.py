_base_ = './retinanet_r50_fpn_1x_coco.py'

optim_wrapper = dict(type='AmpOptimWrapper')
